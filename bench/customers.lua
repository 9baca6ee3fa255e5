-- The load of one endpoint, for wrk. BENCH_WHAT: read, list, search, search-large or create; BENCH_FORM: how ids are written.
local folder = os.getenv("BENCH_REQUESTS")
local what = os.getenv("BENCH_WHAT")
local form = os.getenv("BENCH_FORM")
local tokens, lines = {}, {}
local letters = "abdefgiklmnoprst"

local function escaped(text)
  return (text:gsub("[^%w%-%._~]", function(c) return string.format("%%%02X", string.byte(c)) end))
end

function init()
  math.randomseed(os.time() * 1000 + tonumber(os.getenv("BENCH_SEED") or "0"))
  for line in io.lines(folder .. "/tokens") do
    tokens[#tokens + 1] = { ["Authorization"] = "Bearer " .. line }
  end
  -- Everything that does not change is made before the clock starts.
  if what == "read" then
    for line in io.lines(folder .. "/read." .. form) do
      local company, id = line:match("(%d+)\t(.+)")
      lines[#lines + 1] = wrk.format("GET", "/api/customers/" .. id, tokens[company + 1])
    end
  elseif what == "list" then
    for n = 1, #tokens - 1 do
      lines[n] = wrk.format("GET", "/api/customers?limit=25", tokens[n])
    end
  elseif what ~= "create" then
    for line in io.lines(folder .. "/" .. what) do
      local company, term = line:match("(%d+)\t(.+)")
      lines[#lines + 1] = wrk.format("GET", "/api/customers?limit=25&q=" .. escaped(term), tokens[company + 1])
    end
  end
end

local function word()
  local out = {}
  for n = 1, 10 do
    local at = math.random(#letters)
    out[n] = letters:sub(at, at)
  end
  return table.concat(out)
end

local function creation()
  local name = word()
  local token = tokens[math.random(#tokens - 1)]
  local headers = {
    ["Authorization"] = token["Authorization"],
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = name .. "-" .. math.random(1000000000),
  }
  local body = string.format(
    '{"first_name":"Nora","last_name":"%s","email":"%s@example.com","phone":"+1416%d"}',
    name:sub(1, 1):upper() .. name:sub(2), name, math.random(2000000, 9999999))
  return wrk.format("POST", "/api/customers", headers, body)
end

function request()
  if what == "create" then
    return creation()
  end
  return lines[math.random(#lines)]
end

function done(summary, latency)
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.6f, "p50_ms": %.3f, "p95_ms": %.3f, "p99_ms": %.3f, "refused": %d, "broken": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
