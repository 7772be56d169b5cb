-- Take a parked update out: handled after all, or given up into the dead letters.
-- KEYS lib's five, parked, dead letters, people with dead letters
-- ARGV id, seen id, now, reason (empty: handled), dead kept ms
local PARKED, DEAD, DEAD_PEOPLE = KEYS[6], KEYS[7], KEYS[8]
local inbound, now, reason, dead_kept = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local earliest = ''
for _, packed in ipairs(redis.call('LRANGE', PARKED, 0, -1)) do
  local parked = cmsgpack.unpack(packed)
  if parked[1] ~= inbound then
    if earliest == '' or parked[3] < earliest then earliest = parked[3] end
  else
    redis.call('LREM', PARKED, 1, packed)
    if reason ~= '' then
      redis.call('ZADD', DEAD, now, cmsgpack.pack({'update', reason, inbound, parked[4]}))
      redis.call('PEXPIRE', DEAD, dead_kept)
      redis.call('ZADD', DEAD_PEOPLE, now, ID)
    end
  end
end
if redis.call('EXISTS', PERSON) == 0 then return end
redis.call('HSET', PERSON, 'park', earliest)
local was = redis.call('HMGET', PERSON, 'wake', 'next')
schedule(waiting(), was[1], was[2], earliest)
