-- List dead letters without their bodies: time, kind, reason.
-- KEYS dead letters, people with dead letters   ARGV id
local letters = {}
local found = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 1, #found, 2 do
  local letter = cmsgpack.unpack(found[i])
  letters[#letters + 1] = {found[i + 1], letter[1], letter[2]}
end
-- Their letters ran out, so the person leaves the list.
if #found == 0 then redis.call('ZREM', KEYS[2], ARGV[1]) end
return letters
