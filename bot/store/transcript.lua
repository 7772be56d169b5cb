-- Read what changed in a transcript after a change that the reader has seen.
-- KEYS transcript   ARGV seen
local seen, found = tonumber(ARGV[1]), {}
local flat, key, born = redis.call('HGETALL', KEYS[1]), '', '0'
for i = 1, #flat, 2 do
  if flat[i] == 'key' then
    key = flat[i + 1]
  elseif flat[i] == 'born' then
    born = flat[i + 1]
  elseif tonumber(flat[i]) then
    local entry = cmsgpack.unpack(flat[i + 1])
    if entry[1] > seen then found[#found + 1] = {tonumber(flat[i]), entry[1], entry[3]} end
  end
end
return {key, tonumber(born), found}
