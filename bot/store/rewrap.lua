-- Change a wrapped data key only if it still is the one that was read: an erased person stays erased.
-- KEYS person   ARGV old, new
if redis.call('HGET', KEYS[1], 'key') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'key', ARGV[2])
return 1
