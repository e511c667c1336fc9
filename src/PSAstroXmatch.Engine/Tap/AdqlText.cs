using System.Globalization;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>The few properties of a query's text that matter here: its TOP, and how names are spelled.</summary>
internal static partial class AdqlText
{
    /// <summary>Reserved words of ADQL 2.1: those of SQL-92 and ADQL's own.</summary>
    /// <remarks>
    /// Without DEC: every archive has a column of that name and accepts it unquoted, while a quoted "dec" is a different name if the
    /// database stores names in upper case.
    /// </remarks>
    public static readonly HashSet<string> ReservedWords = new(
        """
        ABSOLUTE ACTION ADD ALL ALLOCATE ALTER AND ANY ARE AS ASC ASSERTION AT AUTHORIZATION AVG BEGIN BETWEEN BIT BIT_LENGTH BOTH BY
        CASCADE CASCADED CASE CAST CATALOG CHAR CHARACTER CHARACTER_LENGTH CHAR_LENGTH CHECK CLOSE COALESCE COLLATE COLLATION COLUMN
        COMMIT CONNECT CONNECTION CONSTRAINT CONSTRAINTS CONTINUE CONVERT CORRESPONDING COUNT CREATE CROSS CURRENT CURRENT_DATE
        CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR DATE DAY DEALLOCATE DECIMAL DECLARE DEFAULT DEFERRABLE DEFERRED DELETE
        DESC DESCRIBE DESCRIPTOR DIAGNOSTICS DISCONNECT DISTINCT DOMAIN DOUBLE DROP ELSE END END-EXEC ESCAPE EXCEPT EXCEPTION EXEC
        EXECUTE EXISTS EXTERNAL EXTRACT FALSE FETCH FIRST FLOAT FOR FOREIGN FOUND FROM FULL GET GLOBAL GO GOTO GRANT GROUP HAVING HOUR
        IDENTITY IMMEDIATE IN INDICATOR INITIALLY INNER INPUT INSENSITIVE INSERT INT INTEGER INTERSECT INTERVAL INTO IS ISOLATION JOIN
        KEY LANGUAGE LAST LEADING LEFT LEVEL LIKE LOCAL LOWER MATCH MAX MIN MINUTE MODULE MONTH NAMES NATIONAL NATURAL NCHAR NEXT NO
        NOT NULL NULLIF NUMERIC OCTET_LENGTH OF ON ONLY OPEN OPTION OR ORDER OUTER OUTPUT OVERLAPS PAD PARTIAL POSITION PRECISION
        PREPARE PRESERVE PRIMARY PRIOR PRIVILEGES PROCEDURE PUBLIC READ REAL REFERENCES RELATIVE RESTRICT REVOKE RIGHT ROLLBACK ROWS
        SCHEMA SCROLL SECOND SECTION SELECT SESSION SESSION_USER SET SIZE SMALLINT SOME SPACE SQL SQLCODE SQLERROR SQLSTATE SUBSTRING
        SUM SYSTEM_USER TABLE TEMPORARY THEN TIME TIMESTAMP TIMEZONE_HOUR TIMEZONE_MINUTE TO TRAILING TRANSACTION TRANSLATE
        TRANSLATION TRIM TRUE UNION UNIQUE UNKNOWN UPDATE UPPER USAGE USER USING VALUE VALUES VARCHAR VARYING VIEW WHEN WHENEVER WHERE
        WITH WORK WRITE YEAR ZONE
        ABS ACOS AREA ASIN ATAN ATAN2 BIGINT BOX CEILING CENTROID CIRCLE CONTAINS COORD1 COORD2 COORDSYS COS COT DEGREES DISTANCE EXP
        FLOOR ILIKE INTERSECTS IN_UNIT LOG LOG10 MOD OFFSET PI POINT POLYGON POWER RADIANS RAND REGION ROUND SIN SQRT TAN TOP TRUNCATE
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name is a regular identifier of ADQL: a letter, then letters, digits and underscores, all ASCII.</summary>
    public static bool IsRegularIdentifier(string name) => RegularIdentifier().IsMatch(name);

    /// <summary>Whether a text can be a table name in a query: one to three identifiers, regular or quoted, joined by dots.</summary>
    public static bool IsTableName(string name) => TableName().IsMatch(name);

    /// <summary>The number after TOP of the outermost SELECT; null if there is none.</summary>
    public static long? FindTop(string adql)
    {
        Match match = SelectHead().Match(adql);
        return match.Success && long.TryParse(match.Groups["top"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long top)
            ? top
            : null;
    }

    /// <summary>
    /// The query with a TOP added if it has none. A query that is not a plain SELECT (WITH, UNION, …) is returned unchanged, since TOP
    /// would mean something else there.
    /// </summary>
    public static string EnsureTop(string adql, long top)
    {
        Match match = SelectHead().Match(adql);
        if (!match.Success || match.Groups["top"].Success || SetOperator().IsMatch(adql))
            return adql;
        return adql.Insert(match.Groups["head"].Index + match.Groups["head"].Length, $" TOP {ValueText.Format(top)}");
    }

    /// <summary>
    /// The clause that makes the rows of a query depend on each other, such as "ORDER BY"; null if there is none. Quoted strings and
    /// names, and comments, are ignored.
    /// </summary>
    public static string? FindWholeResultClause(string adql)
    {
        Match match = WholeResultClause().Match(Quoted().Replace(adql, " x "));
        return match.Success ? Blanks().Replace(match.Value.ToUpperInvariant(), " ") : null;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*\\z")]
    private static partial Regex RegularIdentifier();

    [GeneratedRegex("^(?:[A-Za-z_][A-Za-z0-9_]*|\"[^\"]+\")(?:\\.(?:[A-Za-z_][A-Za-z0-9_]*|\"[^\"]+\")){0,2}\\z")]
    private static partial Regex TableName();

    [GeneratedRegex(
        @"^(?:\s|--[^\n]*\n)*(?<head>SELECT\b(?:\s+(?:ALL|DISTINCT)\b)?)(?:\s+TOP\s+(?<top>[0-9]+)\b)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SelectHead();

    [GeneratedRegex(
        @"\b(?:TOP\s+[0-9]+|ORDER\s+BY|GROUP\s+BY|DISTINCT|OFFSET|UNION|INTERSECT|EXCEPT|(?:COUNT|SUM|AVG|MIN|MAX)(?=\s*\())\b?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WholeResultClause();

    [GeneratedRegex(@"'(?:[^']|'')*'|""(?:[^""]|"""")*""|--[^\n]*")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b(?:UNION|INTERSECT|EXCEPT)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SetOperator();
}
