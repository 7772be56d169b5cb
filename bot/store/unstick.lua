-- Forget lease and waiting times of a person and make them due now.
-- KEYS lib's five   ARGV id, now
local now = ARGV[2]
if redis.call('EXISTS', PERSON) == 0 then return end
redis.call('DEL', LEASE)
redis.call('HDEL', PERSON, 'hold')
local entries = waiting()
local at = entries[1] and now or ''
redis.call('HSET', PERSON, 'next', at)
if tonumber(redis.call('HGET', PERSON, 'park')) then redis.call('HSET', PERSON, 'park', now) end
schedule(entries, now, at)
