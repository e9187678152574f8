"""The pages, drawn on the server; usable without script and in old browsers."""
