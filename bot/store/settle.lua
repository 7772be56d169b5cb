-- Take one entry out, delivered or given up, and hand out the next under the same lease.
-- KEYS lib's five, dead letters, people with dead letters
-- ARGV id, token, lease ms, seq, now, side, reason (empty: delivered), dead kept ms
local DEAD, DEAD_PEOPLE = KEYS[6], KEYS[7]
local lease, seq, now = {token = ARGV[2], ms = tonumber(ARGV[3])}, tonumber(ARGV[4]), tonumber(ARGV[5])
local side, reason, dead_kept = ARGV[6], ARGV[7], tonumber(ARGV[8])
if redis.call('GET', LEASE) ~= lease.token then return false end
local was = redis.call('HMGET', PERSON, 'epoch', 'hold', 'wake', 'park')
if not was[1] then return false end

local entries = waiting()
if reason ~= '' then
  for _, entry in ipairs(keep(entries, function(entry) return entry[SEQ] == seq end)) do
    redis.call('ZADD', DEAD, now, cmsgpack.pack({entry[KIND], reason, tostring(seq), entry[BODY]}))
    redis.call('PEXPIRE', DEAD, dead_kept)
    redis.call('ZADD', DEAD_PEOPLE, now, ID)
  end
end
local passes = may_leave(tonumber(was[1]), now)
entries = keep(entries, function(entry) return entry[SEQ] ~= seq and passes(entry) end)

local at, first = hand_out(entries, now, tonumber(was[2]), lease, 'XX')
if not first then redis.call('DEL', LEASE) end
store(entries)
redis.call('HSET', PERSON, 'next', at)
if side ~= '' then redis.call('HSET', PERSON, 'side', side) end
schedule(entries, was[3], at, was[4])
return first or false
