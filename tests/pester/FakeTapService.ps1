# A TAP service on the loopback interface: one schema with one table, an answer of three rows, and jobs that it keeps.
# Open-FakeTapService gives an object with Uri, Jobs, Requests, and Phase (that of a job which was started); Stop() ends it.

$serve = {
    param($listener, $state)

    $rows = foreach ($i in 0..2) {
        '<TR><TD>S{0}</TD><TD>{1}e-15</TD><TD>{2}</TD></TR>' -f $i, (15 * ($i + 1)), (6917528997577384320 + $i)
    }
    $answer = '<?xml version="1.0"?><VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE type="results"><TABLE>' +
    '<FIELD name="name" datatype="char" arraysize="*"/><FIELD name="flux" datatype="double" unit="erg/cm2/s"/>' +
    '<FIELD name="source_id" datatype="long"/><DATA><TABLEDATA>' + (-join $rows) +
    '</TABLEDATA></DATA></TABLE><INFO name="QUERY_STATUS" value="OK"/></RESOURCE></VOTABLE>'
    $tables = '<?xml version="1.0"?><vosi:tableset xmlns:vosi="http://www.ivoa.net/xml/VOSITables/v1.0"><schema><name>xray</name>' +
    '<table type="table"><name>xray.csc</name><description>Chandra sources</description>' +
    '<column><name>name</name><dataType>char</dataType></column>' +
    '<column><name>b_flux_ap</name><description>Aperture flux</description>' +
    '<unit>erg/cm2/s</unit><ucd>phot.flux;em.X-ray</ucd><dataType>double</dataType></column></table></schema></vosi:tableset>'

    function Send-Text($context, [string] $text, [int] $status = 200, [string] $type = 'application/x-votable+xml') {
        $bytes = [Text.Encoding]::UTF8.GetBytes($text)
        $context.Response.StatusCode = $status
        $context.Response.ContentType = $type
        $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
        $context.Response.Close()
    }

    function Send-Redirect($context, [string] $path) {
        $context.Response.StatusCode = 303
        $context.Response.RedirectLocation = "$($state.Uri)/async/$path".TrimEnd('/')
        $context.Response.Close()
    }

    function Get-Field([string] $body, [string] $name) {
        foreach ($pair in $body -split '&') {
            $key, $value = $pair -split '=', 2
            if ($key -eq $name) { return [uri]::UnescapeDataString($value.Replace('+', ' ')) }
        }
    }

    function Get-JobText($id) {
        $job = $state.Jobs[$id]
        $result = if ($job.Phase -eq 'COMPLETED') { '<uws:result id="result" xlink:href="results/result"/>' }
        '<?xml version="1.0"?><uws:job version="1.1" xmlns:uws="http://www.ivoa.net/xml/UWS/v1.0" ' +
        'xmlns:xlink="http://www.w3.org/1999/xlink">' +
        "<uws:jobId>$id</uws:jobId><uws:runId>$($job.RunId)</uws:runId><uws:phase>$($job.Phase)</uws:phase>" +
        '<uws:creationTime>2026-11-27T05:00:00Z</uws:creationTime><uws:destruction>2026-12-04T05:00:00Z</uws:destruction>' +
        "<uws:parameters/><uws:results>$result</uws:results></uws:job>"
    }

    $open = [Collections.Generic.List[object]]::new()
    while ($listener.IsListening) {
        try { $context = $listener.GetContext() } catch { return }
        try {
            $path = $context.Request.Url.AbsolutePath.Substring('/tap'.Length).Trim('/')
            $body = [IO.StreamReader]::new($context.Request.InputStream).ReadToEnd()
            $method = $context.Request.HttpMethod
            $state.Requests.Add("$method $path")
            if ($state.IsSilent) {
                $open.Add($context)
                continue
            }
            $first, $id, $rest = $path -split '/', 3
            if ($first -eq 'sync') { Send-Text $context $answer }
            elseif ($first -eq 'tables') { Send-Text $context $tables -type 'text/xml' }
            elseif ($first -eq 'async' -and -not $id) {
                $state.LastJob += 1
                $new = "j$($state.LastJob)"
                $state.Jobs[$new] = @{ Phase = 'PENDING'; RunId = Get-Field $body 'RUNID' }
                Send-Redirect $context $new
            }
            elseif ($first -eq 'async' -and $state.Jobs.ContainsKey($id)) {
                if ($method -eq 'DELETE') { $state.Jobs.Remove($id); Send-Redirect $context '' }
                elseif ($method -eq 'POST') {
                    $phase = if ((Get-Field $body 'PHASE') -eq 'ABORT') { 'ABORTED' } else { $state.Phase }
                    if ($rest -eq 'phase') { $state.Jobs[$id].Phase = $phase }
                    Send-Redirect $context $id
                }
                elseif ($rest -eq 'results/result') { Send-Text $context $answer }
                else { Send-Text $context (Get-JobText $id) -type 'text/xml' }
            }
            else { Send-Text $context 'not here' -status 404 -type 'text/plain' }
        }
        catch { $state.Problems.Add("$_") }
    }
}

function Open-FakeTapService {
    # A port that is free now may be taken a moment later: then the next is tried.
    foreach ($attempt in 1..20) {
        $uri = "http://127.0.0.1:$(Get-Random -Minimum 20000 -Maximum 60000)/tap"
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("$uri/")
        try { $listener.Start(); break } catch { $listener.Close(); $listener = $null }
    }
    if (-not $listener) { throw 'No free port on the loopback interface.' }
    $state = [hashtable]::Synchronized(@{
        Uri = $uri; Jobs = [hashtable]::Synchronized(@{}); LastJob = 0; Phase = 'COMPLETED'; IsSilent = $false
        Requests = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
        Problems = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
    })
    $shell = [powershell]::Create().AddScript($serve).AddArgument($listener).AddArgument($state)
    $null = $shell.BeginInvoke()
    $service = [pscustomobject]@{ Uri = $uri; State = $state; Listener = $listener; Shell = $shell }
    $service | Add-Member -MemberType ScriptMethod -Name Stop -Value { $this.Listener.Close(); $this.Shell.Dispose() }
    $service
}
