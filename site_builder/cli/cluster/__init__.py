"""Posters made by a Dask cluster: several machines, one build, the same bytes."""
