### Yesterday's session filled in.

backfill-share = Good that you did it. How much of yesterday’s session did you do?
backfill-share-all = All of it
backfill-share-most = Most of it
backfill-share-some = Some of it
backfill-peak = How strong was your pain at most, during it or right after? 0 is none, 10 is the worst you can imagine.
backfill-effort = And how hard was it, from 0 to 10? You can skip this one.
backfill-noted = It stands in yesterday now. Thank you.
backfill-there = Yesterday already has its session, so nothing is missing.
backfill-late = Yesterday can be filled in until noon. It is all right: nothing is lost by a day that is not told.
backfill-before = Your plan began after yesterday, so there is nothing to fill in.
