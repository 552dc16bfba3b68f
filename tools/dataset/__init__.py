"""The maker of the bundled data set: the store folder `data/` out of its parts.

`parts/*.claims` are the records as people write them, a file for each source or family of sources;
`texts/` are the sources' texts, each under the id of its source.
"""
