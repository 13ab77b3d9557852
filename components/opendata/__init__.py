"""A release as files and in words: tables, workbooks, ZIP, feed, citation, what changed."""
