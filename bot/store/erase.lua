-- Delete a person: data, data key, due entries. Only the id stays, on the erasure list.
-- KEYS lib's five, people with dead letters, erasure list, then the other keys of the person
-- ARGV id, now, before (empty: whoever it is), erased kept ms
local DEAD_PEOPLE, ERASED = KEYS[6], KEYS[7]
local now, before, erased_kept = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local born = tonumber(redis.call('HGET', PERSON, 'born'))
-- Replayed after a restore: whoever came back after the erasure is a new person.
if before and born and born > before then return 0 end
redis.call('ZADD', ERASED, before or now, ID)
redis.call('ZREMRANGEBYSCORE', ERASED, '-inf', now - erased_kept)
redis.call('PEXPIRE', ERASED, erased_kept)
redis.call('ZREM', DEAD_PEOPLE, ID)
schedule({})
return redis.call('DEL', PERSON, OUT, LEASE, unpack(KEYS, 8)) > 0 and 1 or 0
