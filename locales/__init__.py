"""The wording of the site in both languages, and the offline tool with which a translator corrects the Welsh.

The running app reads the files of this folder and imports nothing from it.
"""
