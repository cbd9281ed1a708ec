// Room: check.
