-- Forget lease and waiting times of a person and make them due now.
-- KEYS lib's five, parked   ARGV id, now
local PARKED, now = KEYS[6], tonumber(ARGV[2])
if redis.call('EXISTS', PERSON) == 0 then return end
redis.call('DEL', LEASE)
redis.call('HDEL', PERSON, 'hold')

local parked = redis.call('LRANGE', PARKED, 0, -1)
for i, packed in ipairs(parked) do
  local update = cmsgpack.unpack(packed)
  redis.call('LSET', PARKED, i - 1, cmsgpack.pack({update[1], update[2], now, update[4]}))
end
local entries = waiting()
redis.call('HSET', PERSON, 'next', entries[1] and now or '', 'park', parked[1] and now or '')
schedule(entries, now)
