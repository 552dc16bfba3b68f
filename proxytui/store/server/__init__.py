"""A store on a PostgreSQL server: one journal that several people write at once."""
