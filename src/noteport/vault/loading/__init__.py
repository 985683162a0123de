"""Where notes are read: out of the cache, in this process, or in a pool of others."""
