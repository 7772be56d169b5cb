-- Write one entry of a transcript: a new one, or in place of an older one that is still there.
-- KEYS transcript   ARGV key, now, name, body, replaces, most entries, life ms of a new transcript
local TRANSCRIPT = KEYS[1]
local key, now, name, body = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
local replaces, most, life = ARGV[5], tonumber(ARGV[6]), ARGV[7]
local was = redis.call('HMGET', TRANSCRIPT, 'key', 'last')
-- Two first entries made two keys: the caller seals again with the one that stayed.
if was[1] and was[1] ~= key then return {'key', was[1]} end

local entries, ids, flat = {}, {}, redis.call('HGETALL', TRANSCRIPT)
for i = 1, #flat, 2 do
  if tonumber(flat[i]) then
    entries[flat[i]] = cmsgpack.unpack(flat[i + 1])
    ids[#ids + 1] = flat[i]
  end
end
local last = tonumber(was[2]) or 0
local change = math.max(last + 1, now)
local id = string.format('%.0f', change)
if entries[replaces] then
  id, name = replaces, entries[replaces][2]
elseif name ~= '' then
  -- A name is written once, however often its message is sent again.
  for old, entry in pairs(entries) do
    if entry[2] == name then return {'written', tonumber(old), entry[1], entry[1]} end
  end
end
redis.call('HSET', TRANSCRIPT, 'key', key, 'last', string.format('%.0f', change),
  id, cmsgpack.pack({change, name, body}))
if not entries[id] then ids[#ids + 1] = id end
table.sort(ids, function(a, b) return tonumber(a) < tonumber(b) end)
for i = 1, #ids - most do redis.call('HDEL', TRANSCRIPT, ids[i]) end
redis.call('HSETNX', TRANSCRIPT, 'born', id)
if redis.call('PTTL', TRANSCRIPT) < 0 then redis.call('PEXPIRE', TRANSCRIPT, life) end
return {'written', tonumber(id), change, last}
