"""The offline build of the published figures: ``python -m data.build``. The app never imports it."""
