-- Put before every script about one person. KEYS always begin with these five, ARGV with the id.
local PERSON, OUT, LEASE, URGENT, NORMAL = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local ID = ARGV[1]

-- A waiting message: its header in the clear, its body sealed. Attempts of a reminder: 0 or 1.
local SEQ, LANE, KIND, EPOCH, NOT_AFTER, SINCE, ATTEMPT, BODY = 1, 2, 3, 4, 5, 6, 7, 8

local function waiting()
  local entries = {}
  for i, packed in ipairs(redis.call('LRANGE', OUT, 0, -1)) do entries[i] = cmsgpack.unpack(packed) end
  return entries
end

local function keep(entries, wanted)
  local kept = {}
  for _, entry in ipairs(entries) do if wanted(entry) then kept[#kept + 1] = entry end end
  return kept
end

-- Whoever cannot be reached keeps the newest messages, and every referral.
local function newest(entries, most)
  local spare = #entries - most
  if spare <= 0 then return entries end
  return keep(entries, function(entry)
    spare = entry[KIND] ~= 'referral' and spare - 1 or spare
    return entry[KIND] == 'referral' or spare < 0
  end)
end

local function store(entries)
  redis.call('DEL', OUT)
  for _, entry in ipairs(entries) do redis.call('RPUSH', OUT, cmsgpack.pack(entry)) end
end

-- A referral always may leave. The rest belongs to its epoch and has an end, and a reminder that
-- was claimed before may have been sent: it never leaves twice.
local function may_leave(epoch, now)
  return function(entry)
    if entry[KIND] == 'referral' then return true end
    return entry[EPOCH] == epoch
      and (entry[NOT_AFTER] == 0 or entry[NOT_AFTER] > now)
      and not (entry[KIND] == 'reminder' and entry[ATTEMPT] > 0)
  end
end

-- Hand out the first entry under the lease (mode NX: take it, XX: hold on to it).
-- Returns when to look again, and the entry if it may be sent now.
local function hand_out(entries, now, hold, lease, mode)
  local first = entries[1]
  if not first then return '' end
  if hold and hold > now then return hold end
  -- Nobody asked to send, or somebody else is sending: look again when the lease is free.
  if lease.ms == 0 or not redis.call('SET', LEASE, lease.token, mode, 'PX', lease.ms) then
    return now + math.max(0, redis.call('PTTL', LEASE))
  end
  if first[KIND] == 'reminder' then first[ATTEMPT] = 1 end
  return now + lease.ms, first
end

-- One due score a person: the earliest of wake, next send and next try of what is parked.
local function schedule(entries, wake, send, parked)
  local never = math.huge
  local at = math.min(tonumber(wake) or never, tonumber(send) or never, tonumber(parked) or never)
  local mine, other = NORMAL, URGENT
  for _, entry in ipairs(entries) do if entry[LANE] == 'urgent' then mine, other = URGENT, NORMAL end end
  redis.call('ZREM', other, ID)
  if at < never then redis.call('ZADD', mine, at, ID) else redis.call('ZREM', mine, ID) end
end
