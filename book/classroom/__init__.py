"""What a teacher hands out and takes back: student notebooks, keys, marks."""
