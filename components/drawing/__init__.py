"""What a chart is, and how it is drawn; nothing here knows where figures come from."""
