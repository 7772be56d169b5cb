-- Take due people, urgent first, by raising their score to the end of the lease.
-- KEYS due sets of a shard, urgent and normal   ARGV now, lease end, most
local now, lease_end, most = ARGV[1], ARGV[2], tonumber(ARGV[3])
local taken = {}
for _, due in ipairs(KEYS) do
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, most - #taken)) do
    redis.call('ZADD', due, lease_end, id)
    taken[#taken + 1] = id
  end
end
return taken
