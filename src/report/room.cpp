// Room: report.
