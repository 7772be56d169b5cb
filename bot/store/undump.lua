-- Write everything of one person back and make them due again; nobody is overwritten.
-- KEYS lib's five, journal, parked, seen ids, dead letters, people with dead letters
-- ARGV id, seen kept ms, dead kept ms, then per part its length and its items: fields, out,
--      journal, parked, seen ids and dead letters with their times
local JOURNAL, PARKED, SEEN, DEAD, DEAD_PEOPLE = KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
if redis.call('EXISTS', PERSON) == 1 then return 0 end
local at = 4
local function part(write, step)
  local length = tonumber(ARGV[at])
  for i = at + 1, at + length, step do write(ARGV[i], ARGV[i + 1]) end
  at = at + length + 1
end
part(function(name, value) redis.call('HSET', PERSON, name, value) end, 2)
for _, list in ipairs({OUT, JOURNAL, PARKED}) do
  part(function(item) redis.call('RPUSH', list, item) end, 1)
end
part(function(id, time) redis.call('ZADD', SEEN, time, id) end, 2)
redis.call('PEXPIRE', SEEN, ARGV[2])
part(function(letter, time)
  redis.call('ZADD', DEAD, time, letter)
  redis.call('ZADD', DEAD_PEOPLE, time, ID)
end, 2)
redis.call('PEXPIRE', DEAD, ARGV[3])
local was = redis.call('HMGET', PERSON, 'wake', 'next', 'park')
schedule(waiting(), was[1], was[2], was[3])
return 1
