using System.Reflection;
using PSAstroXmatch.UnitTests.Tables;
using PSAstroXmatch.UnitTests.Tables.VOTable;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>Every fault that archives are known for, and the test that plays it.</summary>
public class TapFaultCatalogTests
{
    public static TheoryData<string, Type, string> Faults() => new()
    {
        { "OVERFLOW after the table", typeof(TapLimitTests), nameof(TapLimitTests.Overflow_after_the_rows_is_an_error) },
        { "an early OK and a later OVERFLOW", typeof(TapLimitTests), nameof(TapLimitTests.Overflow_after_the_rows_is_an_error) },
        { "an early OK and a later ERROR", typeof(TapFaultTests), nameof(TapFaultTests.An_error_after_an_early_ok_counts) },
        { "truncated base64", typeof(TapHostTests), nameof(TapHostTests.Broken_base64_within_the_rows_is_no_table) },
        { "a document cut at any byte", typeof(VOTableDamageTests), nameof(VOTableDamageTests.A_document_cut_at_any_byte_is_truncated) },
        { "a document cut within a row", typeof(TapCatastropheTests), nameof(TapCatastropheTests.A_cut_table_is_told_with_its_row_and_byte) },
        { "a table in blocks that breaks", typeof(TapCatastropheTests), nameof(TapCatastropheTests.A_table_in_blocks_that_breaks_is_not_begun_again) },
        { "HTTP 200 with QUERY_STATUS=ERROR", typeof(TapFaultTests), nameof(TapFaultTests.An_error_document_gives_the_services_words) },
        { "a web page with 200 or 500", typeof(TapFaultTests), nameof(TapFaultTests.A_web_page_is_no_table) },
        { "a chain of 303", typeof(TapCatastropheTests), nameof(TapCatastropheTests.A_result_at_the_end_of_a_chain_of_redirections_is_a_table) },
        { "a chain of 303 to a job's result", typeof(TapJobTests), nameof(TapJobTests.A_result_may_be_at_the_end_of_a_chain_of_redirections) },
        { "a relative address of the result", typeof(TapJobTests), nameof(TapJobTests.A_result_is_found_where_the_job_says_it_is) },
        { "the phases UNKNOWN and SUSPENDED", typeof(TapJobTests), nameof(TapJobTests.A_job_is_waited_for_through_all_phases) },
        { "the phase HELD", typeof(TapJobTests), nameof(TapJobTests.A_job_that_is_held_is_started_again) },
        { "the phases ERROR, ABORTED and ARCHIVED", typeof(TapJobFaultTests), nameof(TapJobFaultTests.A_job_that_failed_tells_why) },
        { "a job deleted while it is polled", typeof(TapJobFaultTests), nameof(TapJobFaultTests.A_job_that_is_deleted_while_it_is_waited_for_is_an_error) },
        { "no answer to WAIT", typeof(TapJobFaultTests), nameof(TapJobFaultTests.A_server_that_falls_silent_in_a_look_is_asked_again) },
        { "failed polls", typeof(TapJobFaultTests), nameof(TapJobFaultTests.A_look_that_fails_does_not_end_the_wait) },
        { "a reset within the body", typeof(TapFaultTests), nameof(TapFaultTests.A_connection_that_breaks_is_tried_again) },
        { "a reset within a job's result", typeof(TapJobFaultTests), nameof(TapJobFaultTests.A_result_that_breaks_off_is_fetched_again_from_the_same_job) },
        { "a cut within the compression", typeof(TapCatastropheTests), nameof(TapCatastropheTests.A_compressed_answer_that_is_cut_is_no_table) },
        { "429 and 503", typeof(TapFaultTests), nameof(TapFaultTests.A_busy_service_is_asked_again) },
        { "Retry-After", typeof(TapFaultTests), nameof(TapFaultTests.The_pause_that_a_service_asks_for_is_kept) },
        { "403 as a ban", typeof(TapFaultTests), nameof(TapFaultTests.A_refusal_has_an_id_of_its_own) },
        { "403 as a ban while a job is polled", typeof(TapCatastropheTests), nameof(TapCatastropheTests.A_ban_while_a_job_is_waited_for_ends_the_wait) },
        { "a random subset of 100,000 rows", typeof(TapCatastropheTests), nameof(TapCatastropheTests.A_subset_of_just_the_rows_that_an_archive_sends_at_most_is_an_error) },
        { "a subset at a limit that nobody knows", typeof(TapPartsTests), nameof(TapPartsTests.A_limit_that_nobody_knows_of_shows_in_the_count) },
        { "DISTANCE in arcminutes", typeof(TapDialectTests), nameof(TapDialectTests.Distances_come_in_degrees_or_not_at_all) },
        { "the least long for null, in text", typeof(TapHostTests), nameof(TapHostTests.Padding_sentinels_and_repeated_names_are_understood) },
        { "the least long for null, in bytes", typeof(TapCatastropheTests), nameof(TapCatastropheTests.The_least_long_in_bytes_is_no_number) },
        { "strings padded with blanks", typeof(TapHostTests), nameof(TapHostTests.Padding_sentinels_and_repeated_names_are_understood) },
        { "two columns of one name", typeof(TapHostTests), nameof(TapHostTests.Padding_sentinels_and_repeated_names_are_understood) },
        { "CSV with quoted line ends", typeof(TapHostTests), nameof(TapHostTests.Csv_is_refused_since_it_cant_tell_its_end) },
        { "CSV with quoted line ends in a file", typeof(CsvTableReaderTests), nameof(CsvTableReaderTests.Quoted_cells_hold_delimiters_quotes_and_line_breaks) },
        { "an answer without end", typeof(TapCatastropheTests), nameof(TapCatastropheTests.An_answer_that_drips_without_end_meets_the_limit_of_the_call) },
        { "all of them in any order", typeof(TapCatastropheTests), nameof(TapCatastropheTests.Faults_in_any_order_lose_no_row_and_make_no_second_job) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_known_fault_is_played(string fault, Type tests, string test)
    {
        Assert.NotEmpty(fault);
        Assert.NotNull(tests.GetMethod(test)?.GetCustomAttribute<FactAttribute>());
    }
}
