"""Questions asked of claims in memory: one file a question, no disk."""
