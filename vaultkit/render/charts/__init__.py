"""Small drawings of a period, as SVG: readable on light and dark, and each one said in words as well."""
