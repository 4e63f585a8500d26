-- A RoadProfile on top of a profile that comes with OSRM, whose rules for access, one-way roads, barriers,
-- surfaces and forbidden turns hold. osrm_profile.py writes BASE, SPEEDS, MAX_SPEED, ACCESS and FORBIDDING above this.

local base = require(BASE)

local function set_of(values)
  local found = {}
  for _, value in ipairs(values) do found[value] = true end
  return found
end

local function setup()
  local profile = base.setup()
  local properties = profile.properties
  properties.weight_name = "duration"
  properties.u_turn_penalty = 0
  properties.continue_straight_at_waypoint = false
  -- The more particular tag decides, as in vrpcore's own networks; without `access` they are those of turns.
  profile.access_tags_hierarchy = Sequence(ACCESS)
  profile.restrictions = Sequence {table.unpack(ACCESS, 1, #ACCESS - 1)}
  profile.access_tag_blacklist = set_of(FORBIDDING)
  profile.restricted_access_tag_list = {}
  -- Some surfaces only repeat the base's own speed: they must not slow down a faster vehicle.
  for surface, speed in pairs(profile.surface_speeds) do
    if speed >= profile.default_speed then profile.surface_speeds[surface] = nil end
  end
  -- Nobody asks for ways without tolls or ferries, and each such set costs as much room and time as all else.
  profile.classes, profile.excludable = Sequence {}, Sequence {}
  profile.speeds = Sequence {highway = SPEEDS}
  profile.bicycle_speeds = SPEEDS
  profile.vehicle_max_speed = MAX_SPEED
  profile.speed_reduction = 1
  return profile
end

local function process_way(profile, way, result, relations)
  local speed = SPEEDS[way:get_value_by_key("highway") or ""]
  if not speed then return end
  base.process_way(profile, way, result, relations)
  -- What the base made of speed limits and surfaces only slows down; nothing is pushed or shipped.
  for _, direction in ipairs {"forward", "backward"} do
    if result[direction .. "_mode"] ~= profile.default_mode or result[direction .. "_speed"] <= 0 then
      result[direction .. "_mode"] = mode.inaccessible
    else
      result[direction .. "_speed"] = math.min(result[direction .. "_speed"], speed, MAX_SPEED)
    end
  end
end

-- Average speeds have the time at junctions, signals and gates in them.
local function process_turn() end

return {setup = setup, process_way = process_way, process_node = base.process_node, process_turn = process_turn}
