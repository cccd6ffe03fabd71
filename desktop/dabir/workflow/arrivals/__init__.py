"""What comes in: files, folders, archives and partner bundles, and what is set aside."""
