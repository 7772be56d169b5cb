-- Keep an update whose turn failed for its own reason; again and again the same one counts up.
-- KEYS lib's five, seen ids, parked
-- ARGV id, seen id, at, now, key, body, seen kept ms, most parked, most tries
local SEEN, PARKED = KEYS[6], KEYS[7]
local inbound, at, now = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local key, body, seen_kept = ARGV[5], ARGV[6], tonumber(ARGV[7])
local parked_max, tries_max = tonumber(ARGV[8]), tonumber(ARGV[9])
local seen = redis.call('ZSCORE', SEEN, inbound)
if seen and tonumber(seen) > now - seen_kept then return {'seen', 0} end

local was = redis.call('HMGET', PERSON, 'key', 'wake', 'next', 'born')
-- Two first updates of a stranger made two keys: the caller seals again with the one that stayed.
if was[1] and was[1] ~= key then return {'key', was[1]} end

local list, tries, earliest = redis.call('LRANGE', PARKED, 0, -1), 1, at
for i, packed in ipairs(list) do
  local old = cmsgpack.unpack(packed)
  if old[1] == inbound then
    tries = old[2] + 1
    redis.call('LSET', PARKED, i - 1, cmsgpack.pack({inbound, tries, at, body}))
  elseif old[3] < earliest then
    earliest = old[3]
  end
end
if tries == 1 then redis.call('RPUSH', PARKED, cmsgpack.pack({inbound, tries, at, body})) end
-- A wake that is due waits with it, or the failing person would be claimed over and over.
local wake = tonumber(was[2])
if wake and wake <= now then wake = math.max(at, now) end
redis.call('HSET', PERSON, 'key', key, 'park', earliest, 'wake', wake or '')
if not was[4] then redis.call('HSET', PERSON, 'born', now) end
schedule(waiting(), wake, was[3], earliest)
return {'parked', #list < parked_max and tries or tries_max}
