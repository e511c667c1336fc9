namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>A folder archive with a handful of rows, made for one test.</summary>
public sealed class SmallArchive : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("archive");

    public SmallArchive()
    {
        Write("fermilpsc.csv", """
            name,ra,dec,lii,bii,semi_major_axis_95,semi_minor_axis_95,position_angle_95,energy_flux,source_type
            4FGL J0040.0+0000,10,0,300,9.5,0.1,0.05,90,1.25e-11,psr
            4FGL J0120.0+0000e,20,0,100,-10,,,,2e-11,SNR
            4FGL J0200.0+0000,30,0,200,10.5,0.1,0.1,0,3e-11,bll
            """);
        Write("csc.csv", """
            name,ra,dec,b_flux_ap
            2CXO J004021.6+000000,10.09,0,1e-14
            2CXO J004000.0+000524,10,0.09,2e-14
            2CXO J003936.0+000000,9.9,0,4.000000000000001e-14
            2CXO J004000.0+000000,10,0,0
            2CXO J004000.1+000000,10,0,
            2CXO J020000.0+000036,30,0.01,5e-14
            """);
        Write("chanmaster.csv", """
            obsid,name,ra,dec,exposure,detector,time
            1,Crab,83.63,22.01,30000,ACIS-S,56334.329002
            2,Sgr A*,266.41,-29.00,0,ACIS-I,0
            3,No position,,,1000,HRC-I,56000
            """);
    }

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text.ReplaceLineEndings("\n") + "\n");
}
