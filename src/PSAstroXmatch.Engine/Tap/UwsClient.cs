using System.Runtime.ExceptionServices;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>The requests of UWS 1.1 (https://www.ivoa.net/documents/UWS/) for one service; each is one attempt.</summary>
internal sealed class UwsClient(TapTransport transport)
{
    private static readonly int[] Accepted = [200, 201, 202, 204, 301, 302, 303];

    /// <summary>Creates a job, which is then PENDING.</summary>
    /// <returns>The job's address.</returns>
    public async Task<Uri> CreateAsync(Uri jobs, TapForm form, TapCall call, CancellationToken cancellationToken)
    {
        TapMessage message = new(HttpMethod.Post, jobs, form) { FollowsToAnswer = false };
        HttpResponseMessage response = await transport.SendAsync(message, call.Request, cancellationToken).ConfigureAwait(false);
        Uri asked = response.RequestMessage?.RequestUri ?? jobs;
        int status = (int)response.StatusCode;
        if (status is 201 or 301 or 302 or 303)
        {
            using (response)
            {
                // As sent: .NET's own parsing fails for addresses with unescaped characters.
                string? location = response.Headers.Location?.OriginalString;
                return string.IsNullOrEmpty(location)
                    ? throw TapErrors.JobAddressMissing(call.Request, status)
                    : TapTransport.Resolve(asked, location, call.Request);
            }
        }

        using TapAnswer answer = await TapAnswer.OpenAsync(response, call, cancellationToken).ConfigureAwait(false);
        UwsJob job = await answer.ReadDocumentAsync(UwsJobDocument.Read).ConfigureAwait(false);
        return job.JobId.Length > 0 ? TapAddress.Endpoint(asked, Uri.EscapeDataString(job.JobId)) : throw TapErrors.JobAddressMissing(call.Request, status);
    }

    /// <summary>The job's description.</summary>
    /// <param name="job">The job's address.</param>
    /// <param name="call">The job's query.</param>
    /// <param name="waitSeconds">How long the service may delay its answer until the phase changes; null for not at all.</param>
    /// <param name="phase">The phase as last seen.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<UwsJob> GetAsync(Uri job, TapCall call, int? waitSeconds, UwsPhase phase, CancellationToken cancellationToken)
    {
        TapMessage message = new(HttpMethod.Get, job) { ResponseTimeout = call.Options.ReadTimeout };
        if (waitSeconds is int seconds)
        {
            string query = $"WAIT={ValueText.Format(seconds)}&PHASE={phase.ToString().ToUpperInvariant()}";
            message = message with { Address = new UriBuilder(job) { Query = job.Query.Length > 1 ? job.Query[1..] + "&" + query : query }.Uri };
        }

        using TapAnswer answer = await transport.AskAsync(message, call, cancellationToken).ConfigureAwait(false);
        return await answer.ReadDocumentAsync(UwsJobDocument.Read).ConfigureAwait(false);
    }

    /// <summary>Sets one of the job's properties, such as PHASE at /phase.</summary>
    public async Task PostAsync(Uri job, string endpoint, string name, string value, TapCall call, CancellationToken cancellationToken)
    {
        TapForm form = new();
        form.Add(name, value);
        TapMessage message = new(HttpMethod.Post, endpoint.Length == 0 ? job : TapAddress.Endpoint(job, endpoint), form)
        {
            FollowsToAnswer = false,
            ResponseTimeout = call.Options.ReadTimeout,
        };
        await RequireAcceptedAsync(message, call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the job, which also aborts it; a job that is already gone is not an error.</summary>
    public async Task DeleteAsync(Uri job, TapCall call, CancellationToken cancellationToken)
    {
        try
        {
            TapMessage message = new(HttpMethod.Delete, job) { FollowsToAnswer = false, ResponseTimeout = call.Options.ReadTimeout };
            await RequireAcceptedAsync(message, call, cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error) when (error.ErrorId is ErrorIds.ServiceForbidden or ErrorIds.ServiceNotFound or ErrorIds.ServiceError)
        {
            // Some servers and proxies refuse the DELETE method; UWS has an alternative for them.
            await PostAsync(job, "", "ACTION", "DELETE", call, cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error) when (error.ErrorId == ErrorIds.JobNotFound)
        {
            // Already gone, as intended.
        }
    }

    /// <summary>The text of the job's error document; null if it is empty.</summary>
    public async Task<string?> GetErrorAsync(Uri job, TapCall call, CancellationToken cancellationToken)
    {
        TapMessage message = new(HttpMethod.Get, TapAddress.Endpoint(job, "error")) { ResponseTimeout = call.Options.ReadTimeout };
        HttpResponseMessage response = await transport.SendAsync(message, call.Request, cancellationToken).ConfigureAwait(false);
        // Some services send their error document with an error status.
        bool isMissing = (int)response.StatusCode is 404 or 405 or 410;
        using TapAnswer answer = await TapAnswer.OpenAsync(response, call, cancellationToken, allowsError: !isMissing).ConfigureAwait(false);
        return await answer.ReadWordsAsync().ConfigureAwait(false);
    }

    /// <summary>Opens the answer that holds the job's table, at the first of several possible addresses that has one.</summary>
    /// <exception cref="AstroException">None has one; of an address at another host that cannot be reached, the error names that host.</exception>
    public async Task<TapAnswer> OpenResultAsync(Uri job, UwsJob description, TapCall call, CancellationToken cancellationToken)
    {
        List<Uri> addresses = ResultAddresses(job, description);
        Exception? unreached = null;
        for (int i = 0; ; i++)
        {
            bool isLast = i == addresses.Count - 1, isElsewhere = !TapAddress.IsSameServer(job, addresses[i]);
            HttpResponseMessage response;
            try
            {
                TapRequestInfo request = isElsewhere ? call.Request with { Address = TapAddress.Show(addresses[i]) } : call.Request;
                response = await transport.SendAsync(new TapMessage(HttpMethod.Get, addresses[i]), request, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is TapTransientException or AstroException && isElsewhere && !isLast)
            {
                // Services behind a proxy list addresses of hosts that only they know.
                unreached ??= exception;
                continue;
            }

            bool isMissing = (int)response.StatusCode is 404 or 410;
            if (!isMissing || (isLast && unreached is null))
                return await TapAnswer.OpenAsync(response, call, cancellationToken).ConfigureAwait(false);
            response.Dispose();
            if (isLast)
                ExceptionDispatchInfo.Throw(unreached!);
        }
    }

    /// <summary>
    /// Possible addresses of a TAP job's table: the result that the job calls "result"; then {job}/results/result, where TAP 1.1 (section
    /// 5.4) has it whatever is listed; then other results, VOTables first. What is not a web address is left out.
    /// </summary>
    /// <remarks>
    /// Some services list results such as id="diag" with "uws:executing:10" (https://github.com/astropy/pyvo/issues/644), or one for each
    /// format (https://github.com/django-daiquiri/daiquiri/issues/289), none of which is called "result".
    /// </remarks>
    internal static List<Uri> ResultAddresses(Uri job, UwsJob description)
    {
        bool IsTable(UwsResult result) => result.Id.Equals("result", StringComparison.OrdinalIgnoreCase);
        bool IsVOTable(UwsResult result) => (result.MimeType + result.Id).Contains("votable", StringComparison.OrdinalIgnoreCase);
        return
        [
            .. description.Results.Where(IsTable).SelectMany(result => Addresses(job, result)),
            TapAddress.Endpoint(job, "results/result"),
            .. description.Results.Where(result => !IsTable(result)).OrderByDescending(IsVOTable).SelectMany(result => Addresses(job, result)),
        ];
    }

    // Some services mean a relative address relative to the job, others relative to its document.
    private static IEnumerable<Uri> Addresses(Uri job, UwsResult result)
    {
        Uri folder = new UriBuilder(job) { Path = job.AbsolutePath.TrimEnd('/') + "/", Query = "" }.Uri;
        bool inJob = result.Href.StartsWith("results/", StringComparison.Ordinal) || result.Href.StartsWith("./", StringComparison.Ordinal);
        if (result.Href.Length == 0)
            return [];
        return new[] { inJob ? folder : job, inJob ? job : folder }
            .Select(from => TapTransport.TryResolve(from, result.Href)).OfType<Uri>().Distinct();
    }

    private async Task RequireAcceptedAsync(TapMessage message, TapCall call, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await transport.SendAsync(message, call.Request, cancellationToken).ConfigureAwait(false);
        if (Accepted.Contains((int)response.StatusCode))
        {
            response.Dispose();
            return;
        }

        using TapAnswer answer = await TapAnswer.OpenAsync(response, call, cancellationToken, allowsError: true).ConfigureAwait(false);
        throw await answer.ReadErrorAsync().ConfigureAwait(false);
    }
}
