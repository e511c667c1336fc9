namespace PSAstroXmatch;

/// <summary>A gamma-ray source of a simulated sky, whose true counterpart is known.</summary>
public sealed class SimulatedFermiSource : FermiSource
{
    // Declared here again because reflection, and so Export-Csv, lists the properties of a derived class first.

    /// <inheritdoc/>
    public override required string Name { get => base.Name; init => base.Name = value; }

    /// <inheritdoc/>
    public override required double RA { get => base.RA; init => base.RA = value; }

    /// <inheritdoc/>
    public override required double Dec { get => base.Dec; init => base.Dec = value; }

    /// <inheritdoc/>
    public override required double L { get => base.L; init => base.L = value; }

    /// <inheritdoc/>
    public override required double B { get => base.B; init => base.B = value; }

    /// <inheritdoc/>
    public override double SemiMajorAxis95 { get => base.SemiMajorAxis95; init => base.SemiMajorAxis95 = value; }

    /// <inheritdoc/>
    public override double SemiMinorAxis95 { get => base.SemiMinorAxis95; init => base.SemiMinorAxis95 = value; }

    /// <inheritdoc/>
    public override double PositionAngle95 { get => base.PositionAngle95; init => base.PositionAngle95 = value; }

    /// <inheritdoc/>
    public override double EnergyFlux { get => base.EnergyFlux; init => base.EnergyFlux = value; }

    /// <inheritdoc/>
    public override string Class { get => base.Class; init => base.Class = value; }

    /// <inheritdoc/>
    public override string Association { get => base.Association; init => base.Association = value; }

    /// <inheritdoc/>
    public override double AssociationRA { get => base.AssociationRA; init => base.AssociationRA = value; }

    /// <inheritdoc/>
    public override double AssociationDec { get => base.AssociationDec; init => base.AssociationDec = value; }

    /// <inheritdoc/>
    public override double AssociationProbability { get => base.AssociationProbability; init => base.AssociationProbability = value; }

    /// <summary>Name of the Chandra source that is its true counterpart; empty if Chandra does not have it.</summary>
    [AstroColumn("true_csc_name", Ucd = "meta.id.assoc", Description = "Chandra source that is the true counterpart in the simulated sky")]
    public string TrueCscName { get; init; } = "";
}
