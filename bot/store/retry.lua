-- Leave an entry in its place for another attempt and let the lease go.
-- KEYS lib's five   ARGV id, token, seq, at, told by the platform
local token, seq, at, told = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5] == '1'
if redis.call('GET', LEASE) ~= token then return end
redis.call('DEL', LEASE)
local was = redis.call('HMGET', PERSON, 'wake', 'park', 'epoch')
if not was[3] then return end

local entries = waiting()
for _, entry in ipairs(entries) do
  if entry[SEQ] == seq and entry[KIND] ~= 'reminder' then entry[ATTEMPT] = entry[ATTEMPT] + 1 end
  -- What the platform refused was not sent, so a reminder may be claimed once more.
  if entry[SEQ] == seq and entry[KIND] == 'reminder' and told then entry[ATTEMPT] = 0 end
end
entries = keep(entries, function(entry) return entry[KIND] ~= 'reminder' or entry[ATTEMPT] == 0 end)
store(entries)
local again = entries[1] and at or ''
redis.call('HSET', PERSON, 'next', again)
if told then redis.call('HSET', PERSON, 'hold', at) end
schedule(entries, was[1], again, was[2])
