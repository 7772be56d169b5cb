-- Take the send lease of a person and what may leave now.
-- KEYS lib's five   ARGV id, now, token, lease ms
local now, lease = tonumber(ARGV[2]), {token = ARGV[3], ms = tonumber(ARGV[4])}
local was = redis.call('HMGET', PERSON, 'epoch', 'hold', 'wake', 'park', 'key')
if redis.call('EXISTS', PERSON) == 0 then return false end

local entries = keep(waiting(), may_leave(tonumber(was[1]) or 0, now))
local at, first = hand_out(entries, now, tonumber(was[2]), lease, 'NX')
store(entries)
redis.call('HSET', PERSON, 'next', at)
schedule(entries, was[3], at, was[4])
return first and {was[5], first} or false
