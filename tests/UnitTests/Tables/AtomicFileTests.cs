using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.UnitTests.Tables;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psastroxmatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_file_has_what_was_written_and_nothing_stays_beside_it()
    {
        string path = Path.Combine(_folder, "a.csv");
        AtomicFile.Write(path, overwrite: false, stream => stream.Write("x\n"u8));
        Assert.Equal("x\n", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_as_it_was()
    {
        string path = Path.Combine(_folder, "a.csv");
        File.WriteAllText(path, "old");
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(path, overwrite: true, stream =>
        {
            stream.Write("new"u8);
            throw new OperationCanceledException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_full_disk_is_a_clear_error_and_the_old_file_stays()
    {
        string path = Path.Combine(_folder, "a.csv");
        File.WriteAllText(path, "old");
        AstroException error = Assert.Throws<AstroException>(() => AtomicFile.Write(path, overwrite: true, stream =>
        {
            stream.Write("new"u8);
            throw new IOException("No space left on device");
        }));
        Assert.Equal("FileNotWritten", error.ErrorId);
        Assert.Contains(path, error.Message);
        Assert.Contains("No space left", error.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_is_replaced_only_if_asked()
    {
        string path = Path.Combine(_folder, "a.csv");
        File.WriteAllText(path, "old");
        AstroException error = Assert.Throws<AstroException>(() => AtomicFile.Write(path, overwrite: false, _ => Assert.Fail("It must not be written.")));
        Assert.Equal("FileExists", error.ErrorId);
        Assert.Contains("allow the file to be replaced", error.Recommendation);
        AtomicFile.Write(path, overwrite: true, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_came_into_being_meanwhile_is_not_replaced()
    {
        string path = Path.Combine(_folder, "a.csv");
        AstroException error = Assert.Throws<AstroException>(() => AtomicFile.Write(path, overwrite: false, _ => File.WriteAllText(path, "theirs")));
        Assert.Equal("FileExists", error.ErrorId);
        Assert.Equal("theirs", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_missing_folder_is_an_error() =>
        Assert.Equal("FolderNotFound", Assert.Throws<AstroException>(() => AtomicFile.Write(Path.Combine(_folder, "b", "a.csv"), false, _ => { })).ErrorId);

    [Fact]
    public void A_folder_that_takes_no_files_is_named_and_not_the_temporary_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        AstroException error = Assert.Throws<AstroException>(() => AtomicFile.Write("/proc/x.csv", true, _ => { }));
        Assert.Equal("FileAccessDenied", error.ErrorId);
        Assert.Contains("/proc/x.csv can't be written", error.Message);
        Assert.DoesNotContain(".tmp", error.Message);
    }

    [Fact]
    public void A_folder_is_no_file() =>
        Assert.Equal("FileAccessDenied", Assert.Throws<AstroException>(() => AtomicFile.Write(_folder, true, _ => { })).ErrorId);
}
