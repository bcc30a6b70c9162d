"""The lines one after the other into entries; what headings, rows and numbers say of names is changed here."""
