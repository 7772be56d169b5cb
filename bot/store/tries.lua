-- Count one more try within a window that begins with the first.
-- KEYS tries   ARGV window ms
local tries = redis.call('INCR', KEYS[1])
if tries == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return tries
