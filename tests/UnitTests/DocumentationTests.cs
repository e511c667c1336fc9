using System.Reflection;
using System.Xml.Linq;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests;

/// <summary>
/// Every public type and member of the objects and of the engine says what it is. The compiler refuses what has no comment; this holds
/// that the comments reach the documentation, and are not empty. The cmdlets and their parameters are held by the tests of the help.
/// </summary>
public sealed class DocumentationTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Theory]
    [InlineData(typeof(SkyMatch), 300)]
    [InlineData(typeof(Separation), 500)]
    public void Every_public_type_and_member_is_described(Type oneOf, int fewest)
    {
        Assembly assembly = oneOf.Assembly;
        Dictionary<string, XElement> described = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
            .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
        List<string> silent = [];
        foreach (Type type in assembly.GetExportedTypes())
        {
            string name = type.FullName!.Replace('+', '.');
            Look("T:" + name);
            foreach (MemberInfo member in type.GetMembers(Declared).Where(IsWritten))
            {
                string own = $"{name}.{member.Name.Replace('.', '#')}";
                Look(member switch
                {
                    PropertyInfo => "P:" + own,
                    FieldInfo => "F:" + own,
                    EventInfo => "E:" + own,
                    MethodBase => "M:" + own,
                    _ => "T:" + own,
                });
            }
        }

        Assert.Empty(silent);
        Assert.True(described.Count >= fewest, $"{described.Count} are described.");

        // Parameters and indices follow the name in brackets, the number of type parameters after ``.
        void Look(string id)
        {
            bool Is(string key) => key == id || (key.StartsWith(id, StringComparison.Ordinal) && key[id.Length] is '(' or '`' or '~');
            XElement? found = described.GetValueOrDefault(id) ?? described.FirstOrDefault(entry => Is(entry.Key)).Value;
            if (found is null || (found.Element("inheritdoc") is null && string.IsNullOrWhiteSpace(found.Element("summary")?.Value)))
                silent.Add(id);
        }
    }

    // The compiler itself writes accessors, what records have, and the values' field of enumerations.
    private static bool IsWritten(MemberInfo member) =>
        member.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
        && member is not MethodBase { IsSpecialName: true, IsConstructor: false }
        && member is not FieldInfo { IsSpecialName: true }
        && !(member is ConstructorInfo constructor && (constructor.GetParameters().Length == 0 || IsRecord(constructor.DeclaringType!)))
        && !(IsRecord(member.DeclaringType!) && member is PropertyInfo or MethodInfo { Name: "Deconstruct" or "ToString" or "Equals" or "GetHashCode" });

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
}
