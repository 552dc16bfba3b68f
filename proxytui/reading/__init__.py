"""From a document to claims: quotes and their check."""
