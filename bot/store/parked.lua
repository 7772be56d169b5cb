-- Read what is parked, with the key that opens it.
-- KEYS person, parked
local list = {}
for i, packed in ipairs(redis.call('LRANGE', KEYS[2], 0, -1)) do list[i] = cmsgpack.unpack(packed) end
return {redis.call('HGET', KEYS[1], 'key'), list}
