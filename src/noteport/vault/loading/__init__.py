"""Where notes are read: from the cache, in this process, or in a pool of others."""
