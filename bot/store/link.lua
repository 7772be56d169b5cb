-- Replace a merged person by a pointer to the survivor, under their version.
-- KEYS lib's five, journal, parked   ARGV id, version, survivor
local JOURNAL, PARKED = KEYS[6], KEYS[7]
local version, survivor = tonumber(ARGV[2]), ARGV[3]
local was = redis.call('HMGET', PERSON, 'v', 'moved', 'born', 'epoch')
if was[2] == survivor then return 1 end
if (tonumber(was[1]) or 0) ~= version then return 0 end
-- A referral or an update on its way is worth more than a tidy merge: the caller tries again.
if redis.call('EXISTS', PARKED) == 1 then return 0 end
for _, entry in ipairs(waiting()) do if entry[KIND] == 'referral' then return 0 end end
redis.call('DEL', PERSON, OUT, LEASE, JOURNAL)
redis.call('HSET', PERSON, 'v', version + 1, 'moved', survivor, 'epoch', was[4] or 0, 'born', was[3] or 0)
schedule({})
return 1
