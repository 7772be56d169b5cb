-- Write one turn, whole or not at all.
-- KEYS lib's five, seen ids, journal
-- ARGV id, seen id, version, now, record, key, red flag, wake, token, lease ms, seen kept ms,
--      seen max, journal max, outbox max, number of journal lines, the lines, then lane, kind,
--      not_after, body per message
local SEEN, JOURNAL = KEYS[6], KEYS[7]
local inbound, version, now = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local record, key, red_flag, wake = ARGV[5], ARGV[6], ARGV[7] == '1', ARGV[8]
local lease = {token = ARGV[9], ms = tonumber(ARGV[10])}
local seen_kept, seen_max = tonumber(ARGV[11]), tonumber(ARGV[12])
local journal_max, outbox_max, lines = tonumber(ARGV[13]), tonumber(ARGV[14]), tonumber(ARGV[15])

local seen = redis.call('ZSCORE', SEEN, inbound)
if seen and tonumber(seen) > now - seen_kept then return {'duplicate'} end

-- The turn must have seen the newest version, and have sealed with the key that opens the rest.
local was = redis.call('HMGET', PERSON, 'v', 'epoch', 'next', 'seq', 'hold', 'park', 'moved', 'key')
if (tonumber(was[1]) or 0) ~= version or (was[8] or key) ~= key then
  local fresh = redis.call('HMGET', PERSON, 'v', 'rec', 'epoch', 'wake', 'side', 'moved', 'park', 'key')
  return {'conflict', fresh}
end
local epoch, seq = tonumber(was[2]) or 0, tonumber(was[4]) or 0
if red_flag then epoch = epoch + 1 end

redis.call('ZADD', SEEN, now, inbound)
redis.call('ZREMRANGEBYRANK', SEEN, 0, -seen_max - 1)
redis.call('PEXPIRE', SEEN, seen_kept)
for i = 16, 15 + lines do
  if redis.call('RPUSH', JOURNAL, ARGV[i]) > journal_max then redis.call('LPOP', JOURNAL) end
end

-- `next` is set exactly while something waits, so most turns need not look.
local entries, fresh, refers = tonumber(was[3]) and waiting() or {}, {}, false
for i = 16 + lines, #ARGV, 4 do
  seq = seq + 1
  fresh[#fresh + 1] = {seq, ARGV[i], ARGV[i + 1], epoch, tonumber(ARGV[i + 2]), now, 0, ARGV[i + 3]}
  refers = refers or ARGV[i + 1] == 'referral'
end
local had = #entries
if refers then entries = keep(entries, function(entry) return entry[KIND] ~= 'referral' end) end
for _, entry in ipairs(fresh) do entries[#entries + 1] = entry end
entries = newest(keep(entries, may_leave(epoch, now)), outbox_max)

local at, first = hand_out(entries, now, tonumber(was[5]), lease, 'NX')
if had > 0 or #entries > 0 then store(entries) end
redis.call('HSET', PERSON, 'v', version + 1, 'rec', record, 'epoch', epoch, 'wake', wake,
  'next', at, 'seq', seq, 'key', key)
if version == 0 then redis.call('HSET', PERSON, 'born', now) end
if was[7] then redis.call('HDEL', PERSON, 'moved') end
schedule(entries, wake, at, was[6])
return {'committed', first}
