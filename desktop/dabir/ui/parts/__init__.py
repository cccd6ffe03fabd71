"""What views are made of: labels, tables, badges, typefaces, colours, text direction."""
