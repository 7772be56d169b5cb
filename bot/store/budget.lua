-- Take sends out of what all processes together may start in one second of the server's clock.
-- KEYS budget, blocked   ARGV wanted, most, slice ms
local wanted, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local blocked = redis.call('PTTL', KEYS[2])
if blocked > 0 then return {0, blocked} end
local taken = math.min(wanted, most - (tonumber(redis.call('GET', KEYS[1])) or 0))
if taken <= 0 then return {0, math.max(redis.call('PTTL', KEYS[1]), 1)} end
if redis.call('INCRBY', KEYS[1], taken) == taken then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return {taken, 0}
