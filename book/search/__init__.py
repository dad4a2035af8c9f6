"""Search over the sections of an edition, which loads nothing before somebody searches."""
