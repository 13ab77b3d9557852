"""Spreadsheets of others, looked over before they are opened: how large they become, and what in them nobody sees."""
