"""Where bytes come from: files, folders and archives. Knows the domain only, and nothing of what the bytes say."""
