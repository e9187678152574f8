"""Where one purpose of a meeting ends and the next begins, decided together with what each is."""
