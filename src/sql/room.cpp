// Room: sql.
