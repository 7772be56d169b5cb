-- Tell when the oldest urgent message of a person was committed.
-- KEYS lib's five   ARGV id
for _, entry in ipairs(waiting()) do if entry[LANE] == 'urgent' then return entry[SINCE] end end
return false
